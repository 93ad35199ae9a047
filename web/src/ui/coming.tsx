/** Code that comes when it is wanted. A boundary of suspense would hold back what has come for a third of a second after its fallback was shown. */
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

/** Until the code is there, `waiting` stands for it; `come` gives what somebody else had loaded before. Where it cannot be loaded, the error is the page's. */
export function coming<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  waiting: ReactNode = null,
  come: () => ComponentType<Props> | null = () => null,
): ComponentType<Props> {
  let arrived: ComponentType<Props> | null = null;
  return function Coming(props: Props) {
    const [Shown, setShown] = useState<ComponentType<Props> | null>(() => (arrived ??= come()));
    useEffect(() => {
      let left = false;
      const bring = async (): Promise<void> => {
        try {
          arrived ??= (await load()).default;
          if (!left) setShown(() => arrived);
        } catch (reason) {
          if (!left)
            setShown(() => {
              throw reason;
            });
        }
      };
      void bring();
      return () => {
        left = true;
      };
    }, []);
    return Shown === null ? waiting : <Shown {...props} />;
  };
}
