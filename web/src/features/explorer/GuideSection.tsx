import type { ReactNode } from 'react';
import { basePath } from '../../api/client.ts';
import { guideWords } from '../../i18n/explorerGuide.ts';
import { useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { useSelection } from '../../state/useSelection.ts';
import { BULK_ADDRESSES, BULK_NOUNS, commandsOf, plainGet } from './guideAddresses.ts';
import { GUIDE_CODES, GUIDE_NUMBERS } from './guideNumbers.ts';

const CLIENTS = ['clients/fugai.ts', 'clients/fugai.py'] as const;

const NUMBERS = Object.fromEntries(Object.entries(GUIDE_NUMBERS).map(([name, value]) => [name, count(value)])) as Record<
  keyof typeof GUIDE_NUMBERS,
  string
>;

/** A text whose parts between backquotes are code. */
function Said({ children }: { readonly children: string }) {
  return <p>{children.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</p>;
}

function Part({ title, text, children }: { readonly title: string; readonly text: string; readonly children?: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Said>{text}</Said>
      {children}
    </section>
  );
}

function Codes() {
  const words = useWords(guideWords);
  return (
    <dl className="codes">
      {GUIDE_CODES.map((code) => (
        <div key={code}>
          <dt>
            <code>{code}</code>
          </dt>
          <dd>{words.codes[code]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Bulk({ region }: { readonly region: string }) {
  const words = useWords(guideWords);
  return (
    <ul className="files">
      {BULK_NOUNS.map((noun) => (
        <li key={noun}>
          {words.bulkFiles[noun]}
          {BULK_ADDRESSES[noun](region).map((address) => (
            <a key={address} href={`export/${address}`}>
              <code>/export/{address}</code>
            </a>
          ))}
          <a href={`export/${noun}.dictionary.json`}>{words.dictionary}</a>
        </li>
      ))}
    </ul>
  );
}

/** How the interface is used outside this page. */
export function GuideSection() {
  const words = useWords(guideWords);
  const { region } = useSelection().selection;
  const home = `${location.origin}${basePath(location.pathname)}`;
  return (
    <div className="guide">
      <Part title={words.address} text={words.addressText}>
        <pre>{`${home}/graphql`}</pre>
        <pre>{plainGet(home)}</pre>
        <a href="schema.graphql">{words.schemaFile}</a>
      </Part>
      <Part title={words.authentication} text={words.authenticationText(NUMBERS)} />
      <Part title={words.limits} text={words.limitsText(NUMBERS)} />
      <Part title={words.cost} text={words.costText} />
      <Part title={words.errors} text={words.errorsText}>
        <Codes />
      </Part>
      <Part title={words.versions} text={words.versionsText} />
      <Part title={words.persisted} text={words.persistedText} />
      <Part title={words.bulk} text={words.bulkText}>
        <Bulk region={region} />
      </Part>
      <Part title={words.clients} text={words.clientsText}>
        <ul className="files">
          {CLIENTS.map((file) => (
            <li key={file}>
              <a href={file}>
                <code>/{file}</code>
              </a>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={words.command} text={words.commandText}>
        <pre>{commandsOf(region)}</pre>
      </Part>
      <Part title={words.keys} text={words.keysText} />
    </div>
  );
}
