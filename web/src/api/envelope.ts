/** The shape of a GraphQL answer over HTTP. */
export interface ExecutionError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly id?: string };
}

export interface ExecutionResult<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly ExecutionError[];
}
