import { useState, type SyntheticEvent } from 'react';
import { useSetUp, type Access, type Site } from '../../api/access.ts';
import type { Role } from '../../api/gql/enums.ts';
import type { SetUpInput } from '../../api/gql/graphql.ts';
import { accountWords } from '../../i18n/account.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useFocused } from '../../ui/useFocused.ts';
import { LinkButton } from '../../ui/ViewLink.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormFoot } from './FormFoot.tsx';

const TOGETHER: readonly (readonly Role[])[] = [['SYSADMIN', 'SECADMIN', 'AUDITOR']];
const APART: readonly (readonly Role[])[] = [['SYSADMIN'], ['SECADMIN'], ['AUDITOR']];

interface Person {
  readonly name: string;
  readonly displayName: string;
  readonly password: string;
  readonly again: string;
}
const NOBODY: Person = { name: '', displayName: '', password: '', again: '' };

const toAdministrators = (people: readonly Person[], offices: readonly (readonly Role[])[]): SetUpInput[] =>
  people.map(({ name, displayName, password }, index) => ({ name, displayName, password, roles: [...(offices[index] ?? [])] }));

interface PersonFieldsProps {
  readonly roles: readonly Role[];
  readonly person: Person;
  readonly tried: boolean;
  readonly onChange: (person: Person) => void;
}

function PersonFields({ roles, person, tried, onChange }: PersonFieldsProps) {
  const words = useWords(accountWords);
  const field = (key: keyof Person) => ({
    value: person[key],
    required: true,
    onChange: (value: string) => {
      onChange({ ...person, [key]: value });
    },
  });
  return (
    <fieldset className="person">
      <legend>{roles.map((role) => words.roleNames[role]).join(words.and)}</legend>
      <TextField label={words.name} {...field('name')} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      <TextField label={words.displayName} {...field('displayName')} autoComplete="off" />
      <TextField label={words.password} {...field('password')} type="password" autoComplete="new-password" />
      <TextField
        label={words.repeat}
        {...field('again')}
        type="password"
        autoComplete="new-password"
        wrong={tried && person.password !== person.again ? words.unequal : undefined}
      />
    </fieldset>
  );
}

/** First set-up, while it is due. */
export default function SetupPage({ access: { site } }: { readonly access: Access }) {
  const words = useWords(accountWords);
  const { doorHref } = useSelection();
  if (site.needsSetup) return <SetUp site={site} />;
  return (
    <AccountFrame title={words.setup} lead={words.setupDone} notice={site.notice}>
      <LinkButton href={doorHref('login')}>{words.signIn}</LinkButton>
    </AccountFrame>
  );
}

/** The first administrators, by the code that stands on the console: one with all three offices, or three with one each. */
function SetUp({ site }: { readonly site: Site }) {
  const words = useWords(accountWords);
  const { doorHref } = useSelection();
  const offices = site.separation ? APART : TOGETHER;
  const [code, setCode] = useState('');
  const [people, setPeople] = useState<readonly Person[]>(offices.map(() => NOBODY));
  const [tried, setTried] = useState(false);
  const first = useFocused<HTMLInputElement>();
  const setUp = useSetUp();
  const sameNames = new Set(people.map(({ name }) => name.trim())).size < people.length;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (sameNames || people.some(({ password, again }) => password !== again)) return;
    setUp.mutate(
      { code: code.trim(), administrators: toAdministrators(people, offices) },
      {
        onSuccess: () => {
          location.assign(doorHref('admin'));
        },
      },
    );
  };
  return (
    <AccountFrame title={words.setup} lead={words.setupLead} notice={site.notice}>
      <form className="form set-up" aria-label={words.setup} onSubmit={submit}>
        <TextField
          label={words.code}
          hint={words.codeHint}
          value={code}
          onChange={setCode}
          ref={first}
          autoComplete="one-time-code"
          spellCheck={false}
          required
        />
        <p className="small muted">{site.separation ? words.setupSeparated : words.setupOne}</p>
        <div className="people">
          {offices.map((roles, index) => (
            <PersonFields
              key={roles.join(' ')}
              roles={roles}
              person={people[index] ?? NOBODY}
              tried={tried}
              onChange={(person) => {
                setPeople((before) => before.map((one, at) => (at === index ? person : one)));
              }}
            />
          ))}
        </div>
        <FormFoot message={tried && sameNames ? words.sameNames : setUp.error?.message} label={words.create} pending={setUp.isPending} />
      </form>
    </AccountFrame>
  );
}
