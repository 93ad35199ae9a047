import { useCompare, type CompareAnswer, type CompareAsk } from '../../api/compare.ts';
import { compareWords } from '../../i18n/compare.ts';
import { viewWords } from '../../i18n/view.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import type { Selection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { whereOf } from '../../view/filter.ts';
import { LedgerPage } from '../../view/LedgerPage.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
import { useKnownRegions } from '../../view/useKnownRegions.ts';
import type { LedgerScene } from '../../view/useScene.ts';
import { againstOf, regionsCompared, type Comparison } from './asked.ts';
import { BasesPanel } from './BasesPanel.tsx';
import { ComparedView } from './ComparedView.tsx';
import { CompareTools } from './CompareTools.tsx';
import { versusOf } from './toBases.ts';
import './compare.css';

/** Who against whom: regions ranked, as a table, as bars, or under two bases. */
export default function ComparePage() {
  const words = useWords(compareWords);
  return (
    <LedgerPage title={words.title} filtered>
      {(scene) => <CompareView scene={scene} />}
    </LedgerPage>
  );
}

function comparisonOf(scene: LedgerScene, selection: Selection, chosen: readonly string[]): Comparison {
  return {
    scene,
    regions: regionsCompared(scene, { regions: chosen, among: selection.among }),
    chosen,
    against: againstOf(scene, selection.against),
    versus: versusOf(scene.dataset.bases, selection.basis, selection.versus),
  };
}

const askOf = ({ scene, regions, against }: Comparison, selection: Selection): CompareAsk => ({
  region: scene.region.code,
  regions,
  period: scene.period,
  against: against ?? scene.period,
  indicator: scene.indicator.id,
  basis: selection.basis,
  where: whereOf(selection),
  acceptedOnly: selection.accepted,
});

function CompareView({ scene }: { readonly scene: LedgerScene }) {
  const words = useWords(compareWords);
  const view = useWords(viewWords);
  const { selection } = useSelection();
  const { known, unknown, refuse } = useKnownRegions(selection.regions);
  const comparison = comparisonOf(scene, selection, known);
  const query = useCompare(askOf(comparison, selection));
  refuse(query.error);
  return (
    <div className="compare">
      <CompareTools comparison={comparison} ranking={query.data?.ranking ?? []} />
      {unknown.length > 0 && <output className="notice">{view.leftOut(unknown.join(view.codeJoin))}</output>}
      <Loaded query={query} title={words.title} skeleton={<SkeletonRows rows={12} />}>
        {(answer) => (
          <div className="compare-body" aria-busy={query.isPlaceholderData}>
            <Answered comparison={comparison} ask={askOf(comparison, selection)} answer={answer} />
            <LedgerProvenance dataset={scene.dataset} card={answer.own[0] ?? null} indicator={scene.indicator} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

interface AnsweredProps {
  readonly comparison: Comparison;
  readonly ask: CompareAsk;
  readonly answer: CompareAnswer;
}

function Answered({ comparison, ask, answer }: AnsweredProps) {
  const words = useWords(compareWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { region, name } = comparison.scene;
  const parent = region.ancestors.at(-1);
  const leaf = comparison.chosen.length === 0 && region.children.every(({ kind }) => kind !== 'ADMINISTRATIVE');
  return (
    <>
      {leaf && parent && <p className="small muted">{words.siblings(name, regionName(parent, lang))}</p>}
      {answer.ranking.length === 0 ? (
        <EmptyState>{words.noRows}</EmptyState>
      ) : selection.layout === 'dumbbell' ? (
        <BasesPanel comparison={comparison} />
      ) : (
        <ComparedView comparison={comparison} ask={ask} answer={answer} own={leaf ? region.code : null} />
      )}
    </>
  );
}
