/** How the answers of all slides are held for a whole meeting. */
import { useQueries, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import { useSelection } from '../state/useSelection.ts';
import { ask, type ApiProblem } from './client.ts';
import { slideDocument, type SlideAnswer, type SlideVariables } from './present.ts';

/**
 * All slides of a meeting, in their order. They are held as long as the caller is on the page and never asked for twice: what the room sees must not
 * depend on the network, nor change while it looks.
 */
export const useSlideAnswers = (
  slides: readonly SlideVariables[],
  version: string | null,
): readonly UseQueryResult<SlideAnswer, ApiProblem>[] => {
  const { asKnownOn: knownOn } = useSelection().selection;
  return useQueries({
    queries: slides.map((variables): UseQueryOptions<SlideAnswer, ApiProblem> => ({
      queryKey: [slideDocument.toString(), variables, version, knownOn],
      queryFn: ({ signal }) => ask(slideDocument, variables, { signal, version, knownOn }),
      staleTime: Infinity,
      gcTime: Infinity,
      retry: 2,
    })),
  });
};
