/** Who sees the address when: most of a page at once; what is large, once what the reader is looking at has been drawn. */
import { createContext, useContext, useDeferredValue, type ReactNode } from 'react';
import { Standing, useAddress, useSelection, type UsedSelection } from './useSelection.ts';

const Now = createContext<UsedSelection | null>(null);

/** Around everything: the one reader of the address. */
export function AtAddress({ children }: { readonly children: ReactNode }) {
  const address = useAddress();
  return (
    <Now value={address}>
      <Standing value={address}>{children}</Standing>
    </Now>
  );
}

/** Around what may be drawn after the rest: there the former address stands until there is time. Its own inputs have to wait likewise. */
export function Later({ children }: { readonly children: ReactNode }) {
  return <Standing value={useDeferredValue(useSelection())}>{children}</Standing>;
}

/** Around what stands beside the first picture of a page: it is drawn in the moment after. */
export function Afterwards({ children }: { readonly children: ReactNode }) {
  return useDeferredValue(true, false) && children;
}

/** Around a control inside of Later that must answer to the hand. */
export function AtOnce({ children }: { readonly children: ReactNode }) {
  return <Standing value={useContext(Now)}>{children}</Standing>;
}
