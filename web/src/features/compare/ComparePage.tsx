import { useCompare, type CompareAsk } from '../../api/compare.ts';
import { compareWords } from '../../i18n/compare.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { whereOf } from '../../view/filter.ts';
import { LedgerPage } from '../../view/LedgerPage.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
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

function CompareView({ scene }: { readonly scene: LedgerScene }) {
  const words = useWords(compareWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { region, dataset, indicator, period } = scene;
  const against = againstOf(scene, selection.against);
  const comparison: Comparison = {
    scene,
    regions: regionsCompared(scene, selection),
    against,
    versus: versusOf(dataset.bases, selection.basis, selection.versus),
  };
  const ask: CompareAsk = {
    region: region.code,
    regions: comparison.regions,
    period,
    against: against ?? period,
    indicator: indicator.id,
    basis: selection.basis,
    where: whereOf(selection),
    acceptedOnly: selection.accepted,
  };
  const query = useCompare(ask);
  const parent = region.ancestors.at(-1);
  const leaf = selection.regions.length === 0 && region.children.every(({ kind }) => kind !== 'ADMINISTRATIVE');
  return (
    <div className="compare">
      <CompareTools comparison={comparison} ranking={query.data?.ranking ?? []} />
      {leaf && parent && <p className="small muted">{words.siblings(scene.name, regionName(parent, lang))}</p>}
      <Loaded query={query} title={words.title} skeleton={<SkeletonRows rows={12} />}>
        {(answer) => (
          <div className="compare-body" aria-busy={query.isPlaceholderData}>
            {answer.ranking.length === 0 ? (
              <EmptyState>{words.noRows}</EmptyState>
            ) : selection.layout === 'dumbbell' ? (
              <BasesPanel comparison={comparison} />
            ) : (
              <ComparedView comparison={comparison} ask={ask} answer={answer} own={leaf ? region.code : null} />
            )}
            <LedgerProvenance dataset={dataset} card={answer.own[0] ?? null} indicator={indicator} />
          </div>
        )}
      </Loaded>
    </div>
  );
}
