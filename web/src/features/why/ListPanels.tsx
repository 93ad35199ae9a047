import type { Subject } from '../../api/gql/enums.ts';
import type { WhyGap } from '../../api/why.ts';
import { whyBelowWords } from '../../i18n/whyBelow.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { choicesOf } from '../../view/FilterControl.tsx';
import type { BelowPanelProps } from './OutlookPanels.tsx';
import { toFlags, toNet, toReasons } from './toBelow.ts';
import { shareText } from './toGaps.ts';
import { usePageHref } from './usePageHref.ts';

interface ListProps extends BelowPanelProps {
  readonly subject: Subject;
  readonly region: string;
}

/** 应建未建: how many, why, what it would bring; each reason leads to its units. */
export function CandidatesPanel({
  below,
  speaking,
  copy,
  subject,
  region,
  after,
}: ListProps & { readonly after: WhyGap['afterFounding'] }) {
  const words = useWords(whyBelowWords);
  const lang = useLang();
  const hrefOf = usePageHref();
  const { totalCount } = below.candidates;
  const total = count(totalCount);
  const name = choicesOf(speaking.dataset, 'Subject', lang).find(({ id }) => id === subject)?.label ?? subject;
  const value = after ? shareText(after.rate.value, speaking.indicator.decimals) : '';
  return (
    <Panel className="why-candidates" title={words.candidatesTitle(total)} note={words.candidatesNote(name)} actions={copy}>
      {totalCount === 0 ? (
        <p className="why-said">{words.candidatesNone}</p>
      ) : (
        <ul className="why-reasons">
          {toReasons(below, speaking, words).map((reason) => (
            <li key={reason.name}>
              {reason.key === null ? (
                <span>{reason.name}</span>
              ) : (
                <ViewLink href={hrefOf('gaps', { region, subject, reason: [reason.key] })}>{reason.name}</ViewLink>
              )}
              <span>
                {reason.count} {words.homes}
              </span>
            </li>
          ))}
        </ul>
      )}
      {after && totalCount > 0 && (
        <p className="why-note">
          {after.missing === 0 ? words.afterMet(total, value) : words.afterShort(total, value, count(after.missing))}
        </p>
      )}
    </Panel>
  );
}

/** 空壳核对: organizations to check, and beside it the rate without them. A list to check, no verdict. */
export function ShellsPanel({ below, speaking, copy, subject, region }: ListProps) {
  const words = useWords(whyBelowWords);
  const hrefOf = usePageHref();
  const flags = toFlags(below, speaking);
  return (
    <Panel className="why-shells" title={words.shellsTitle} note={flags.length > 1 ? words.shellsMany : undefined} actions={copy}>
      <div className="why-halves">
        <div>
          <p className="big">
            <ViewLink href={hrefOf('organizations', { region, subject })}>{count(below.shells.totalCount)}</ViewLink>
            <small>{words.shellsOf(count(below.organizations.totalCount))}</small>
          </p>
          {flags.length === 0 ? (
            <p className="why-note">{words.shellsNone}</p>
          ) : (
            <ul className="why-reasons single">
              {flags.map(({ key, name, count: found }) => (
                <li key={name}>
                  {key !== null && <ViewLink href={hrefOf('organizations', { region, subject, flags: [key] })}>{name}</ViewLink>}
                  <span>{found}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
        <NetRate below={below} />
      </div>
    </Panel>
  );
}

function NetRate({ below }: Pick<BelowPanelProps, 'below'>) {
  const words = useWords(whyBelowWords);
  const net = toNet(below);
  return (
    <div>
      <h3>{words.netTitle}</h3>
      {net === null ? (
        <p className="why-note">{below.net === undefined ? words.netParty : words.netAbsent}</p>
      ) : (
        <>
          <p className="big">
            {net.value}
            <span className="unit">%</span>
            <small>
              {net.parts} {words.homes}
            </small>
          </p>
          <p className="why-note">
            {words.netReported(net.reported)}
            {words.netNote(net.left)}
          </p>
        </>
      )}
    </div>
  );
}
