import { useGraphiQL } from '@graphiql/react';
import type { GraphQLSchema } from 'graphql';
import { explorerWords } from '../../i18n/explorer.ts';
import { useWords } from '../../i18n/words.ts';
import { useEditorText, replaceText } from './useEditorText.ts';
import { VariableField } from './VariableField.tsx';
import { controlsOf, printValues, readValues, withValue } from './variables.ts';

/** The variables of the operation as controls; what is chosen is written into the editor beside it, and what is typed there shows here. */
export function VariablePicker({ schema }: { readonly schema: GraphQLSchema | null }) {
  const words = useWords(explorerWords);
  const operations = useGraphiQL((state) => state.operations);
  const named = useGraphiQL((state) => state.operationName);
  const editor = useGraphiQL((state) => state.variableEditor);
  const text = useEditorText(editor);
  const operation = operations?.find(({ name }) => name?.value === named) ?? operations?.[0];
  const controls = schema && operation ? controlsOf(schema, operation) : [];
  const values = readValues(text);
  const change = (path: readonly string[], value: unknown): void => {
    if (editor && values !== null) replaceText(editor, printValues(withValue(values, path, value)));
  };
  return (
    <div className="variable-picker">
      <h2>{words.variables}</h2>
      {controls.length === 0 && operation !== undefined && <p className="muted small">{words.noVariables}</p>}
      {values === null && controls.length > 0 && <output className="notice">{words.variablesBroken}</output>}
      {values !== null &&
        controls.map((control) => (
          <VariableField key={control.name} control={control} value={values[control.name]} path={[control.name]} onChange={change} />
        ))}
    </div>
  );
}
