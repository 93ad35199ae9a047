/** How many days there are until a due date, or since. Pure. */
interface DueWords {
  readonly inDays: (days: string) => string;
  readonly daysAgo: (days: string) => string;
  readonly today: string;
}

export function dueText({ daysLeft }: { readonly daysLeft: number }, words: DueWords): string {
  if (daysLeft === 0) return words.today;
  return daysLeft > 0 ? words.inDays(String(daysLeft)) : words.daysAgo(String(-daysLeft));
}
