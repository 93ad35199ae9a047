// Decorators need it before the first of them runs; every decorated file imports this one.
import 'reflect-metadata';
import type { Words } from '../domain/words.ts';

/** A description for the schema: Chinese, then English. */
export const inBoth = (words: Words): string => `${words.zh} — ${words.en}`;

/** Options of a field whose description is the two phrases. */
export const says = (zh: string, en: string): { description: string } => ({ description: inBoth({ zh, en }) });

/** The same for a field that may be null. */
export const maybe = (zh: string, en: string): { description: string; nullable: true } => ({ ...says(zh, en), nullable: true });
