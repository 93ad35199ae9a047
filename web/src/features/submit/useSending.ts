import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { sendFiles, type SendAsk, type Sending } from '../../api/sending.ts';
import type { ApiProblem } from '../../api/client.ts';
import { useSelection } from '../../state/useSelection.ts';

export type SendState =
  | { readonly state: 'idle' }
  /** `share` of the bytes that have gone out, 0 to 1. */
  | { readonly state: 'sending'; readonly share: number; readonly ask: SendAsk }
  | { readonly state: 'failed'; readonly problem: ApiProblem; readonly ask: SendAsk };

const IDLE: SendState = { state: 'idle' };

/** Sends files and leads to the upload that they become. */
export function useSending() {
  const queries = useQueryClient();
  const { set } = useSelection();
  const [shown, setShown] = useState<SendState>(IDLE);
  const under = useRef<Sending | null>(null);
  const send = (ask: SendAsk): void => {
    setShown({ state: 'sending', share: 0, ask });
    const sending = sendFiles(ask, (share) => {
      setShown({ state: 'sending', share, ask });
    });
    under.current = sending;
    sending.arrived
      .then((upload) => {
        setShown(IDLE);
        set({ region: ask.region, period: ask.period, upload, submission: null, severity: null, problem: null, after: null });
        return queries.invalidateQueries({ queryKey: ['administration'] });
      })
      .catch((problem: ApiProblem) => {
        setShown(problem.code === 'CANCELLED' ? IDLE : { state: 'failed', problem, ask });
      });
  };
  const cancel = (): void => {
    under.current?.cancel();
  };
  return { shown, send, cancel };
}
