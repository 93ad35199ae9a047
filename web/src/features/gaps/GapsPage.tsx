import { useBrief } from '../../api/brief.ts';
import { gapDocument, useGap, type GapAsk } from '../../api/gaps.ts';
import { gapsWords } from '../../i18n/gaps.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { percentSign } from '../../theme/format.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Loaded } from '../../ui/states.tsx';
import { LedgerPage } from '../../view/LedgerPage.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
import { subjectControl } from '../../view/SubjectControl.tsx';
import { unknownWord } from '../../view/unknown.ts';
import type { LedgerScene } from '../../view/useScene.ts';
import { GapPanel } from './GapPanel.tsx';
import { ReasonsPanel } from './ReasonsPanel.tsx';
import { coverageFor, toReasons } from './toGaps.ts';
import { UnitList } from './UnitList.tsx';
import './gaps.css';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

function Body({ scene }: { readonly scene: LedgerScene }) {
  const words = useWords(gapsWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { subject, basis } = selection;
  const { region, period, indicators, dataset } = scene;
  const indicator = indicators.find(({ id }) => id === coverageFor(subject, selection.indicator)) ?? scene.indicator;
  const ask: GapAsk = { region: region.code, indicator: indicator.id, basis, period, subject };
  const query = useGap(ask);
  const brief = useBrief({ page: 'GAPS', region: region.code, period, indicator: indicator.id, basis });
  const copy = <GraphqlActions document={gapDocument} variables={ask} />;
  const title = brief.data?.brief.title[lang] ?? words.fastest;
  const unknown = unknownWord(query.data?.whole[0]?.rate, dataset, lang);
  const name = pickLabel(indicator.label, lang);
  return (
    <>
      <div className="gaps">
        <Loaded query={query} title={words.fastest} skeleton={<Skeleton height="420px" />}>
          {(answer) => {
            const { target } = answer.gap;
            return (
              <div className="gaps-top" aria-busy={query.isPlaceholderData}>
                <GapPanel
                  answer={answer}
                  title={title}
                  note={typeof target === 'number' ? words.ofIndicator(name, percentSign(target, 0)) : name}
                  copy={copy}
                />
                <ReasonsPanel lines={toReasons(answer, words, lang)} unknown={unknown} copy={copy} />
              </div>
            );
          }}
        </Loaded>
        <UnitList scene={scene} unknown={unknown} />
      </div>
      <LedgerProvenance dataset={dataset} card={query.data?.whole[0] ?? null} indicator={indicator} />
    </>
  );
}

/** 应建未建: what is missing, what closes it fastest, why it is missing, and which units those are. */
export default function GapsPage() {
  const words = useWords(gapsWords);
  return (
    <div className="listed-page">
      <LedgerPage title={words.title} controls={subjectControl}>
        {(scene) => <Body scene={scene} />}
      </LedgerPage>
    </div>
  );
}
