import { unitListDocument, useUnitList } from '../../api/gaps.ts';
import { gapsWords } from '../../i18n/gaps.ts';
import { listWords } from '../../i18n/list.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { BadCursor, isBadCursor } from '../../view/BadCursor.tsx';
import { ListPager } from '../../view/ListPager.tsx';
import { wordOf } from '../../view/toChoices.ts';
import type { LedgerScene } from '../../view/useScene.ts';
import { isNarrowed, toUnitAsk, toUnitLine } from './toUnits.ts';
import { UnitConditions } from './UnitConditions.tsx';
import { UnitTable } from './UnitTable.tsx';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';
import { RowsClosed } from '../../view/RowsClosed.tsx';

interface UnitListProps {
  readonly scene: LedgerScene;
  /** Why nothing is known of the region; null where its ledger speaks. */
  readonly unknown: string | null;
}

/** Which units should have an organization and have none, page by page. Who may not see single units sees that, and no shorter list. */
export function UnitList({ scene, unknown }: UnitListProps) {
  const words = useWords(gapsWords);
  const list = useWords(listWords);
  const lang = useLang();
  const { selection, fileOf } = useSelection();
  const none = isNarrowed(selection) ? words.none : words.noneAtAll;
  const emptyText = unknown === null ? none : list.unknown(unknown);
  const ask = toUnitAsk(selection, scene.region.code, scene.period);
  const query = useUnitList(ask);
  const forbidden = query.error?.code === 'FORBIDDEN' || query.error?.code === 'UNAUTHENTICATED';
  const subject = wordOf(scene.dataset, 'Subject', selection.subject, lang) ?? selection.subject;
  return (
    <Panel
      id="units"
      className="unit-list"
      title={words.list}
      note={words.listNote(subject)}
      actions={
        <>
          {!forbidden && (
            <a className="link" href={fileOf('csv')} download="">
              {list.exportCsv}
            </a>
          )}
          <GraphqlActions document={unitListDocument} variables={ask} />
        </>
      }
    >
      {!forbidden && <UnitConditions dataset={scene.dataset} />}
      {forbidden ? (
        <RowsClosed said={words.noPermission} />
      ) : isBadCursor(query.error, selection.after) ? (
        <BadCursor />
      ) : (
        <Loaded query={query} skeleton={<SkeletonRows rows={10} height="34px" />}>
          {({ units }) =>
            units.nodes.length === 0 ? (
              <EmptyState>{emptyText}</EmptyState>
            ) : (
              <div aria-busy={query.isPlaceholderData}>
                <UnitTable units={units.nodes.map((unit) => toUnitLine(unit, scene.dataset, words, lang))} />
                <ListPager
                  shown={units.nodes.length}
                  total={units.totalCount}
                  unit={words.units}
                  next={units.pageInfo.hasNextPage ? (units.pageInfo.endCursor ?? null) : null}
                />
              </div>
            )
          }
        </Loaded>
      )}
    </Panel>
  );
}
