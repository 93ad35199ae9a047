import { findingsDocument, findingsVariables, type Finding } from '../../api/quality.ts';
import { qualityWords, severityWords, verdictWords } from '../../i18n/quality.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { NumberLine } from './NumberLine.tsx';
import { computedOf, differenceOf, explanationOf, placeAndDate, printedOf, quantityText, sourcesOf, type Quantity } from './toFindings.ts';
import { SEVERITY_BADGES } from './severity.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

function Large({ quantity }: { readonly quantity: Quantity }) {
  return (
    <>
      <b>{quantity.text}</b> {quantity.unit}
    </>
  );
}

/** The printed number against the recomputed one, as large as the two rates of the overview. */
function Pair({ finding }: { readonly finding: Finding }) {
  const words = useWords(qualityWords);
  const lang = useLang();
  const [printed, computed, apart] = [printedOf(finding, lang), computedOf(finding, lang), differenceOf(finding, lang)];
  if (printed === null && computed === null) return null;
  return (
    <p className="pair">
      {printed && (
        <span className="published">
          {words.published} <Large quantity={printed} />
        </span>
      )}
      {computed && (
        <span>
          {words.recomputed} <Large quantity={computed} />
        </span>
      )}
      {apart && (
        <span className="apart">
          {words.apart} <Large quantity={apart} />
        </span>
      )}
    </p>
  );
}

/** A finding chosen in the table below is brought into view. */
const LARGE_ID = 'finding';
export const showLarge = (): void => {
  document.getElementById(LARGE_ID)?.scrollIntoView({ block: 'nearest' });
};

/** One finding drawn large: the two numbers, the line, why, and the figures it stands on. */
export function LargeFinding({ finding }: { readonly finding: Finding }) {
  const words = useWords(qualityWords);
  const severities = useWords(severityWords);
  const verdicts = useWords(verdictWords);
  const lang = useLang();
  const [printed, computed] = [quantityText(printedOf(finding, lang)), quantityText(computedOf(finding, lang))];
  return (
    <Panel
      className="large"
      title={<span lang="zh-CN">{finding.title}</span>}
      note={
        <>
          <Badge kind={SEVERITY_BADGES[finding.severity]}>{severities[finding.severity]}</Badge>{' '}
          <strong>{verdicts[finding.verdict]}</strong>
          <span lang="zh-CN"> {placeAndDate(finding, lang)}</span>
        </>
      }
      id={LARGE_ID}
      actions={<GraphqlActions document={findingsDocument} variables={findingsVariables} />}
    >
      <Pair finding={finding} />
      <NumberLine
        label={words.scale(printed, computed)}
        published={finding.printed}
        recomputed={finding.computed}
        share={finding.unit === 'percent'}
        words={words}
      />
      <p className="why">{explanationOf(finding, lang)}</p>
      <ul className="involved" aria-label={words.involved} lang="zh-CN">
        {finding.figures.map((figure) => (
          <li key={figure.id}>
            {figure.label} <b>{figure.printed}</b>
          </li>
        ))}
      </ul>
      <ul className="sources" lang="zh-CN">
        {sourcesOf(finding).map((source) => (
          <li key={source.id}>
            {words.sourceLine(source.title, source.publisher, source.date)}
            {source.address !== '' && <span className="address"> {source.address}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
