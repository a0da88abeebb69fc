import type { Role } from '../../domain/staff/roles.ts';
import type { Scope } from '../core/scope.ts';

/** Where a request comes from, as a session and the audit log keep it. */
export type From = {
  readonly ip: string | null;
  /** Its network, as the brakes count it. */
  readonly network: string | null;
  /** Two letters, as Cloudflare says; null where it does not. */
  readonly country: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
};

/** Somebody who is signed in, whatever they may do. */
export type Person = { readonly personId: string; readonly address: string; readonly sessionId: string };

/** A member of a business, as the session and the role were read for this request. */
export type Staff = Person & { readonly role: Role; readonly scope: Scope };
