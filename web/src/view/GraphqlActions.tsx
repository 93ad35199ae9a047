import { useContext } from 'react';
import { graphqlText } from '../api/client.ts';
import type { TypedDocumentString } from '../api/gql/graphql.ts';
import { shellWords } from '../i18n/shell.ts';
import { useWords } from '../i18n/words.ts';
import { arrivalName, printArrival } from '../state/explorerAddress.ts';
import { useSelection } from '../state/useSelection.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { PanelTitle } from '../ui/panelTitle.ts';
import { useMay } from './useMay.ts';

interface GraphqlActionsProps<Answer, Variables extends object> {
  readonly document: TypedDocumentString<Answer, Variables>;
  readonly variables: Variables;
}

const OPERATION = /\bquery (\w+)/;
const isGiven = ([, value]: readonly [string, unknown]): boolean => value !== undefined;

/** What a panel asked, to be copied or to be run in the explorer: the same document with the same variables and the same data version. */
export function GraphqlActions<Answer, Variables extends object>({ document, variables }: GraphqlActionsProps<Answer, Variables>) {
  const words = useWords(shellWords);
  const { explorerHref } = useSelection();
  const asks = useMay('ASK');
  const title = useContext(PanelTitle);
  const text = document.toString().trim();
  const operation = OPERATION.exec(text)?.[1] ?? '';
  const given = Object.fromEntries(Object.entries(variables).filter(isGiven));
  const hash = printArrival({
    query: `${text}\n`,
    variables: Object.keys(given).length === 0 ? '' : JSON.stringify(given, null, 2),
    name: arrivalName(title, operation, given),
  });
  return (
    <span className="graphql-actions">
      <CopyButton label={words.copyGraphql} text={() => graphqlText(document, variables)} />
      {asks && (
        <a className="link" href={explorerHref(hash)} aria-label={words.runGraphql} title={words.runGraphql}>
          {words.runShort}
        </a>
      )}
    </span>
  );
}
