import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

/** Fields of a set with fragments expanded, in the order of the text. Cycles are refused by validation, before this is asked. */
export function fieldsOf(set: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet;
    return inner ? fieldsOf(inner, fragments) : [];
  });
}

/** Names of the fields directly below the field that is being resolved. */
export function selectedIn({ fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): readonly string[] {
  const known = new Map(Object.entries(fragments));
  return fieldNodes.flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet, known).map(({ name }) => name.value) : []));
}
