/** A label in both languages of the product: Chinese first, English second. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One member of a closed registry: its labels, and the other spellings that ledgers use for it. */
export interface Entry extends Words {
  readonly synonyms?: readonly string[];
}
