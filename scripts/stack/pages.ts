import type { Ports } from './ports.ts';

/** A page of a running stack, for developers; customers are never shown the others. */
export interface LocalPage {
  readonly name: string;
  readonly url: string;
}

/** The pages that a developer switches between. */
export function localPages({ app, sandbox, mailbox }: Omit<Ports, 'smtp'>): readonly LocalPage[] {
  return [
    { name: 'App', url: `http://localhost:${app}` },
    { name: 'Customer portal', url: `http://localhost:${app}/portal` },
    { name: 'Dashboard', url: `http://localhost:${app}/dashboard` },
    { name: 'Mailbox', url: `http://localhost:${mailbox}` },
    { name: 'Stripe sandbox', url: `http://localhost:${sandbox}` },
    { name: 'Previews', url: `http://localhost:${mailbox}/previews` },
    { name: 'API documents', url: `http://localhost:${app}/api/v1/docs` },
  ];
}

/** All of them but the one that shows the links. */
export function otherPages(ports: Ports, own: 'sandbox' | 'mailbox'): readonly LocalPage[] {
  return localPages(ports).filter(({ url }) => url !== `http://localhost:${ports[own]}`);
}
