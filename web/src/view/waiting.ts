import type { ReminderKind } from '../api/gql/enums.ts';

interface Waiting {
  readonly kind: ReminderKind;
}

/** What the reader can do something about: who only reviews cannot send what others owe. */
export const ownOf = <Reminder extends Waiting>(reminders: readonly Reminder[], submits: boolean): readonly Reminder[] =>
  submits ? reminders : reminders.filter(({ kind }) => kind === 'TO_REVIEW');
