import type { Frozen } from '../migrations/files.ts';

/** What there is already, as Cloudflare and Stripe said it. */
export interface Facts {
  readonly accountId: string;
  /** Of workers.dev; null where the account has none yet. */
  readonly subdomain: string | null;
  readonly worker: { readonly deploymentId: string | null; readonly secrets: readonly string[] } | null;
  readonly database: {
    readonly id: string;
    readonly tables: readonly string[];
    /** The deployment that it says it belongs to. */
    readonly owner: string | null;
    readonly pinned: Pinned | null;
    /** By today's names of the files. */
    readonly applied: readonly string[];
    /** With which text, as far as that was noted. */
    readonly checksums: ReadonlyMap<string, string>;
    /** Of the deployment's own Stripe account, by mode. */
    readonly businesses: readonly ('live' | 'test')[];
    readonly sentInvoices: number;
    /** Every business has an owner, or an invitation of one that can still be accepted. */
    readonly hasOwner: boolean;
  } | null;
  readonly queue: StoredQueue | null;
  readonly deadLetterQueue: StoredQueue | null;
  /** For files that go with invoices; null where wrangler.toml binds none. */
  readonly bucket: { readonly isThere: boolean } | null;
  /** Of Email Service; null where mail goes by SMTP. */
  readonly mailEvents: MailEventsFacts | null;
  /** What stands at the domain of the owner's own; null where there is none. */
  readonly domain: DomainFacts | null;
  readonly stripe: StripeFacts;
  /** Those of this checkout, with their checksums. */
  readonly migrations: readonly Frozen[];
}

export interface MailEventsFacts {
  readonly domain: string;
  /** The domain at Cloudflare that it belongs to; null where the account has none such. */
  readonly zone: string | null;
  readonly queue: StoredQueue | null;
  /** Whether the service tells its events about the domain to the queue. */
  readonly isSubscribed: boolean;
}

export interface DomainFacts {
  /** The Worker that answers there. */
  readonly service: string | null;
  /** Whether it's on a domain that the account has. */
  readonly isHere: boolean;
  /** A record that the Worker's would replace; `unreadable` where something answers and the login doesn't say what. */
  readonly record: 'none' | 'there' | 'unreadable';
}

export interface Pinned {
  readonly account: string;
  readonly livemode: boolean;
}

interface StoredQueue {
  /** The Worker that takes its messages. */
  readonly consumer: string | null;
}

export interface StripeFacts extends Pinned {
  readonly endpoints: readonly Endpoint[];
}

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly apiVersion: string | null;
  readonly isEnabled: boolean;
  readonly deploymentId: string | null;
  /** Whether its secret is known to be the Worker's. */
  readonly isStored: boolean;
}
