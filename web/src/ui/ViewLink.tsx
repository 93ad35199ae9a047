import type { ComponentPropsWithRef } from 'react';
import { Link } from 'wouter';

interface ViewLinkProps extends Omit<ComponentPropsWithRef<'a'>, 'href'> {
  /** An address from hrefFor or hrefOf, base path included. */
  readonly href: string;
}

/** A link to another view of this app: a real address that opens without loading the page again. */
export function ViewLink({ href, ...rest }: ViewLinkProps) {
  // The tilde tells the router that the base path is already there.
  return <Link href={`~${href}`} {...rest} />;
}

/** A link that looks like a button. */
export function LinkButton({ className = '', ...rest }: ViewLinkProps) {
  return <ViewLink className={`button ${className}`} {...rest} />;
}
