import { organizationListDocument, useOrganizationList } from '../../api/organizations.ts';
import { listWords } from '../../i18n/list.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { BadCursor, isBadCursor } from '../../view/BadCursor.tsx';
import { ListPager } from '../../view/ListPager.tsx';
import type { LedgerScene } from '../../view/useScene.ts';
import { OrganizationConditions } from './OrganizationConditions.tsx';
import { OrganizationTable } from './OrganizationTable.tsx';
import { isNarrowed, toOrganizationAsk, toOrganizationLine } from './toOrganizations.ts';
import { lastDay } from './toSituation.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';
import { RowsClosed } from '../../view/RowsClosed.tsx';

interface OrganizationListProps {
  readonly scene: LedgerScene;
  /** Why nothing is known of the region; null where its ledger speaks. */
  readonly unknown: string | null;
}

/** The organizations one by one, page by page: those to be checked, or all. */
export function OrganizationList({ scene, unknown }: OrganizationListProps) {
  const words = useWords(organizationsWords);
  const list = useWords(listWords);
  const lang = useLang();
  const { selection, fileOf } = useSelection();
  const ask = toOrganizationAsk(selection, scene.region.code, scene.period);
  const query = useOrganizationList(ask);
  const forbidden = query.error?.code === 'FORBIDDEN' || query.error?.code === 'UNAUTHENTICATED';
  const flagged = selection.listed === 'flagged';
  const none = flagged && !isNarrowed(selection) ? words.noneFlagged : words.none;
  const emptyText = unknown === null ? none : list.unknown(unknown);
  const speaking = { dataset: scene.dataset, words, lang, asOf: lastDay(scene.period) };
  return (
    <Panel
      id="list"
      title={flagged ? words.listFlagged : words.listAll}
      note={flagged ? words.listNote : undefined}
      actions={
        <>
          {!forbidden && (
            <a className="link" href={fileOf('csv')} download="">
              {list.exportCsv}
            </a>
          )}
          <GraphqlActions document={organizationListDocument} variables={ask} />
        </>
      }
    >
      {!forbidden && <OrganizationConditions dataset={scene.dataset} />}
      {forbidden ? (
        <RowsClosed said={words.noPermission} />
      ) : isBadCursor(query.error, selection.after) ? (
        <BadCursor />
      ) : (
        <Loaded query={query} skeleton={<SkeletonRows rows={10} height="34px" />}>
          {({ organizations }) =>
            organizations.nodes.length === 0 ? (
              <EmptyState>{emptyText}</EmptyState>
            ) : (
              <div aria-busy={query.isPlaceholderData}>
                <OrganizationTable lines={organizations.nodes.map((one) => toOrganizationLine(one, speaking))} />
                <ListPager
                  shown={organizations.nodes.length}
                  total={organizations.totalCount}
                  unit={words.units}
                  next={organizations.pageInfo.hasNextPage ? (organizations.pageInfo.endCursor ?? null) : null}
                />
              </div>
            )
          }
        </Loaded>
      )}
    </Panel>
  );
}
