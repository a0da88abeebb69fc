/** What the mailbox does with mail to one address, as real servers do. */
export type Behaviour =
  /** Refuses the recipient for good, with this code and these words. */
  | { readonly kind: 'refuse'; readonly code: number; readonly words: string }
  /** Refuses it for now, as long as the behaviour stands. */
  | { readonly kind: 'delay' }
  /** Takes it, and sends a report that it could not be delivered. */
  | { readonly kind: 'bounce'; readonly status: string; readonly words: string }
  /** Takes it, and sends a report that its recipient called it spam. */
  | { readonly kind: 'complain' };

export type BehaviourKind = Behaviour['kind'];

/** The usual words of each kind. */
export const BEHAVIOURS: Readonly<Record<BehaviourKind, Behaviour>> = {
  refuse: { kind: 'refuse', code: 550, words: '5.1.1 No such user here' },
  delay: { kind: 'delay' },
  bounce: { kind: 'bounce', status: '5.1.1', words: '550 5.1.1 No such user here' },
  complain: { kind: 'complain' },
};

export interface Behaviours {
  /** By address, in lower case. */
  list(): readonly (readonly [address: string, behaviour: Behaviour])[];
  of(address: string): Behaviour | undefined;
  /** Null goes back to taking its mail. */
  set(address: string, behaviour: Behaviour | null): void;
}

export function createBehaviours(): Behaviours {
  const byAddress = new Map<string, Behaviour>();
  const key = (address: string) => address.trim().toLowerCase();
  return {
    list: () => [...byAddress].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    of: (address) => byAddress.get(key(address)),
    set: (address, behaviour) => {
      if (behaviour === null) byAddress.delete(key(address));
      else byAddress.set(key(address), behaviour);
    },
  };
}

/** Reads what a call asks for, with the usual words where it gives none; a sentence where it is no behaviour. */
export function readBehaviour(asked: unknown): { address: string; behaviour: Behaviour | null } | string {
  const given: Readonly<Record<string, unknown>> = { ...(typeof asked === 'object' ? asked : {}) };
  const address = String(given.address ?? '').trim();
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return 'Give `address`, one email address.';
  if (given.kind === 'take') return { address, behaviour: null };
  const usual = Object.values(BEHAVIOURS).find(({ kind }) => kind === given.kind);
  if (usual === undefined) return `Give \`kind\`: ${Object.keys(BEHAVIOURS).join(', ')} or take.`;
  const words = typeof given.words === 'string' ? given.words.replaceAll(/\s+/g, ' ').slice(0, 200) : null;
  switch (usual.kind) {
    case 'refuse': {
      const code = Number(given.code ?? usual.code);
      if (!Number.isInteger(code) || code < 500 || code > 599) return '`code` is a reply from 500 to 599.';
      return { address, behaviour: { ...usual, code, words: words ?? usual.words } };
    }
    case 'bounce': {
      const status = String(given.status ?? usual.status);
      if (!/^5\.\d{1,3}\.\d{1,3}$/.test(status)) return '`status` is an enhanced status code, such as 5.1.1.';
      return { address, behaviour: { ...usual, status, words: words ?? `550 ${status} Undeliverable` } };
    }
    case 'delay':
    case 'complain':
      return { address, behaviour: usual };
  }
}
