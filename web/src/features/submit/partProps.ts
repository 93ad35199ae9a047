import type { Access } from '../../api/access.ts';

export interface PartProps {
  readonly access: Access;
  /** What was last chosen to be sent: the same can go again without being chosen anew. It lives in this page and nowhere else. */
  readonly files: readonly File[];
  readonly onFiles: (files: readonly File[]) => void;
}
