/** What the map of another quarter is drawn from, while the page still stands at this one. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { overviewDocument } from '../../api/first.ts';
import type { OverviewAnswer } from '../../api/overview.ts';
import { queryOf } from '../../api/useApi.ts';
import { mapWords } from '../../i18n/map.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { changesOf, keptRows, paintedOf, worstOf } from './faces.ts';
import { legendOf } from './ledgerLegend.ts';
import type { LedgerPartsProps } from './LedgerParts.tsx';
import type { PictureAhead } from './MapPicture.tsx';

/** Null for a quarter whose answer is not there yet, and for two maps side by side. */
export function useFacesAhead({ ask, indicator, dataset, choice }: LedgerPartsProps): (period: string) => PictureAhead | null {
  const client = useQueryClient();
  const { selection } = useSelection();
  const words = useWords(mapWords);
  const lang = useLang();
  return useCallback(
    (period) => {
      if (selection.against !== null) return null;
      const { queryKey } = queryOf(overviewDocument, { ...ask, period }, selection);
      const ranking = client.getQueryData<OverviewAnswer>(queryKey)?.ranking;
      if (ranking === undefined || ranking.length === 0) return null;
      const rows = keptRows({ ranking, indicator, dataset, lang, accepted: ask.acceptedOnly });
      const { maps, shading } = paintedOf(rows, null, {
        choice,
        indicator,
        changes: changesOf(ranking, 'changeOnPrevious'),
        noChange: words.noChange,
      });
      const [shown] = maps;
      return shown ? { rows: shown, legend: legendOf(shown, shading, dataset, lang), worst: worstOf(rows, choice, indicator) } : null;
    },
    [client, selection, ask, indicator, dataset, choice, lang, words],
  );
}
