/** The slow hash of passwords: two at once at most, away from the thread that answers everybody else. */
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../domain/errors.ts';

/** argon2id as OWASP advises: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MOST_WAITING = 50;
/** Of 256 random bits that nobody kept: what is tried for a name that nobody has, so that it takes as long as any other. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$eggPOpZr87ITYgR+kSZSqg$W1cQdeq3TGB/up9c9OlbM32//4ziqgDviPf+0iwTx0c';

/** How passwords are hashed; tests count what is asked of it. */
export interface Hashing {
  hash(password: string): Promise<string>;
  verify(kept: string, password: string): Promise<boolean>;
}

const ARGON: Hashing = { hash: (password) => hash(password, COST), verify: (kept, password) => verify(kept, password) };

export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Does an attempt with a password when its turn comes: whoever tries many at once finds the failures of those before written down.
   * `matches` takes as long for an account without a password, or for none, as for any other.
   * @throws DomainError UNAVAILABLE when too many wait
   */
  attempt<Answer>(work: (matches: (kept: string | null, password: string) => Promise<boolean>) => Promise<Answer>): Promise<Answer>;
}

export function createPasswords({ hash: make, verify: check }: Hashing = ARGON): Passwords {
  const waiting: (() => void)[] = [];
  let working = 0;
  const inTurn = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    if (working >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw new DomainError('UNAVAILABLE', '正在登录的人太多，请稍后再试。');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else working += 1;
    try {
      return await work();
    } finally {
      // The place passes on to who waits; nobody who comes later takes it.
      const next = waiting.shift();
      if (next) next();
      else working -= 1;
    }
  };
  const matches = async (kept: string | null, password: string): Promise<boolean> =>
    (await check(kept ?? NOBODYS, password)) && kept !== null;
  return { hash: (password) => inTurn(() => make(password)), attempt: (work) => inTurn(() => work(matches)) };
}
