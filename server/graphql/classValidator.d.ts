// The type declarations of type-graphql name this package, which is not used here: arguments are checked below the resolvers.
declare module 'class-validator' {
  export type ValidatorOptions = never;
  export type ValidationError = never;
}
