/** What stands behind the question mark of an address, as the text that was meant. */
import type { FastifyRequest } from 'fastify';
import { badInput } from '../domain/errors.ts';

/** The address of nothing. */
const NOWHERE = '/%25';

/**
 * The address as it came, or one of nothing where its path cannot be decoded: the router would answer such a one itself, before anybody has looked at
 * who asks, and without the headers that every answer has.
 */
export function readableUrl({ url = '/' }: { readonly url?: string | undefined }): string {
  const [address = ''] = url.split('?', 1);
  try {
    decodeURIComponent(address);
    return url;
  } catch {
    return NOWHERE;
  }
}

/** Empty, or with its question mark. @throws DomainError for bytes that are no UTF-8: a guess would be another text */
export function searchOf({ url }: Pick<FastifyRequest, 'url'>): string {
  const at = url.indexOf('?');
  if (at === -1) return '';
  try {
    decodeURIComponent(url.slice(at));
    return url.slice(at);
  } catch {
    throw badInput(
      '地址中的参数不是 UTF-8 的百分号编码（如把 GBK 的字节写进了地址，或单写了一个 %）。请按 UTF-8 编码后再发；% 本身写作 %25。',
    );
  }
}

/** @throws DomainError */
export const parametersOf = (request: Pick<FastifyRequest, 'url'>): URLSearchParams => new URLSearchParams(searchOf(request));
