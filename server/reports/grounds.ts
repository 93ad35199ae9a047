/** Grounds are kept by data version: what is known of one version goes with it, so that a year of publications takes no more memory than a day. */
import { pointKey } from '../db/moments.ts';
import type { Snapshot } from '../db/open.ts';
import { readCommonGround, readGround, type CommonGround, type Ground } from './ground.ts';

/** Data versions whose grounds are kept: the newest and the few earlier ones that are asked for. */
const VERSIONS = 3;
/** Sights whose own ground is kept, of each version: a few hundred codes each, beside what they share. */
const SIGHTS = 60;

/** Keeps what was made by its key; who was asked for longest ago goes first; what failed is made anew. */
function keeping<Made>(most: number): (key: string, make: () => Made) => { readonly made: Made; forget(): void } {
  const kept = new Map<string, Made>();
  return (key, make) => {
    const known = kept.get(key);
    const made = known ?? make();
    kept.delete(key);
    kept.set(key, made);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    const forget = (): void => {
      if (kept.get(key) === made) kept.delete(key);
    };
    return { made, forget };
  };
}

interface Version {
  readonly common: Promise<CommonGround>;
  readonly own: ReturnType<typeof keeping<Promise<Ground>>>;
}

/** The ground of a snapshot, read once a data version and sight. @throws what reading throws; the next who asks reads anew */
export function createGrounds(): (snapshot: Snapshot) => Promise<Ground> {
  const versions = keeping<Version>(VERSIONS);
  return async (snapshot) => {
    const version = versions(pointKey(snapshot), () => ({ common: readCommonGround(snapshot.db), own: keeping(SIGHTS) }));
    const { common, own } = version.made;
    const ground = own(snapshot.seen.key, async () => readGround(snapshot, await common));
    try {
      return await ground.made;
    } catch (error) {
      ground.forget();
      // What failed may be what all of the version share.
      await common.catch(() => version.forget());
      throw error;
    }
  };
}
