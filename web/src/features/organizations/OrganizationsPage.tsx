import { useBrief } from '../../api/brief.ts';
import { situationDocument, useSituation, type SituationAsk } from '../../api/organizations.ts';
import { listWords } from '../../i18n/list.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { LedgerPage } from '../../view/LedgerPage.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
import { subjectControl } from '../../view/SubjectControl.tsx';
import { unknownWord } from '../../view/unknown.ts';
import type { LedgerScene } from '../../view/useScene.ts';
import { ComparisonPanel } from './ComparisonPanel.tsx';
import { Composition } from './Composition.tsx';
import { OrganizationList } from './OrganizationList.tsx';
import { FlagsPanel, NetPanel } from './ShellPanel.tsx';
import { Standing } from './Standing.tsx';
import { COVERAGE_OF, indicatorsFor, lastDay } from './toSituation.ts';
import './organizations.css';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

function Body({ scene }: { readonly scene: LedgerScene }) {
  const words = useWords(organizationsWords);
  const list = useWords(listWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { subject, basis } = selection;
  const { region, period, dataset, name } = scene;
  const indicators = indicatorsFor(scene.indicators, subject);
  const ask: SituationAsk = {
    region: region.code,
    period,
    date: lastDay(period),
    basis,
    subject,
    indicators: indicators.map(({ id }) => id),
    coverage: [...COVERAGE_OF[subject]],
  };
  const query = useSituation(ask);
  const brief = useBrief({ page: 'ORGANIZATIONS', region: region.code, period, indicator: 'SHELL_RATE', basis }, subject === 'PARTY');
  const finding = subject === 'PARTY' ? brief.data?.brief.title[lang] : undefined;
  const unknown = unknownWord(query.data?.whole.find(({ indicator }) => indicator === 'SHELL_RATE')?.rate, dataset, lang);
  const copy = <GraphqlActions document={situationDocument} variables={ask} />;
  return (
    <>
      <div className="organizations">
        <Loaded query={query} title={words.found} skeleton={<SkeletonRows rows={12} />}>
          {(answer) => (
            <div className="organizations-top" aria-busy={query.isPlaceholderData}>
              {unknown === null ? (
                <>
                  <Composition answer={answer} title={finding ?? words.found} party={subject === 'PARTY'} copy={copy} />
                  <div className="standing">
                    <Standing answer={answer} indicators={indicators} subject={subject} region={region.code} period={period} copy={copy} />
                    <FlagsPanel dataset={dataset} region={region.code} period={period} />
                  </div>
                </>
              ) : (
                <Panel title={finding ?? words.found}>
                  <EmptyState>{list.unknown(unknown)}</EmptyState>
                </Panel>
              )}
              <ComparisonPanel answer={answer} indicators={indicators} dataset={dataset} name={name} copy={copy} />
              <NetPanel answer={answer} indicators={scene.indicators} copy={copy} />
            </div>
          )}
        </Loaded>
        <OrganizationList scene={scene} unknown={unknown} />
      </div>
      <LedgerProvenance dataset={dataset} card={query.data?.whole[0] ?? null} indicator={indicators[0] ?? scene.indicator} />
    </>
  );
}

/** 组织状况: what organizations are, how they stand, which are to be checked. */
export default function OrganizationsPage() {
  const words = useWords(organizationsWords);
  return (
    <div className="listed-page">
      <LedgerPage title={words.title} controls={subjectControl}>
        {(scene) => <Body scene={scene} />}
      </LedgerPage>
    </div>
  );
}
