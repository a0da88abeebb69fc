import { resolve4, resolve6, resolveCname } from 'node:dns/promises';
import { ApiRefusal, type CloudflareApi, listOf, textOf } from './api.ts';
import type { DomainFacts } from './facts.ts';

/** The records that a Worker's address takes the place of. */
const ADDRESSES: readonly unknown[] = ['A', 'AAAA', 'CNAME'];

/**
 * What stands at a domain. wrangler asks before it takes a domain or a record over on a terminal, and does it without a word
 * elsewhere: so we look first.
 */
export async function lookAtDomain(
  api: CloudflareApi,
  accountId: string,
  { host, worker }: { readonly host: string; readonly worker: string },
  answers: (host: string) => Promise<boolean> = resolves,
): Promise<DomainFacts> {
  const domains = await api.get(`/accounts/${accountId}/workers/domains?hostname=${host}`);
  const own = listOf(domains).find((domain) => textOf(domain, 'hostname') === host);
  const service = textOf(own, 'service');
  if (service !== null) return { service, isHere: true, record: service === worker ? 'none' : 'there' };
  try {
    const zone = await zoneOf(api, accountId, host);
    if (zone === null) return { service, isHere: false, record: 'none' };
    const records = await api.get(`/zones/${zone}/dns_records?name.exact=${host}&per_page=100`);
    const taken = listOf(records).some(
      (record) => textOf(record, 'name') === host && ADDRESSES.includes(textOf(record, 'type')),
    );
    return { service, isHere: true, record: taken ? 'there' : 'none' };
  } catch (error) {
    if (!(error instanceof ApiRefusal) || (error.status !== 401 && error.status !== 403)) throw error;
    return { service, isHere: true, record: (await answers(host)) ? 'unreadable' : 'none' };
  }
}

/** The id of the domain at Cloudflare that a host belongs to: its own, or one further up. */
export async function zoneOf(api: CloudflareApi, accountId: string, host: string): Promise<string | null> {
  const labels = host.split('.');
  for (let from = 0; from < labels.length - 1; from += 1) {
    const name = labels.slice(from).join('.');
    const zones = listOf(await api.get(`/zones?account.id=${accountId}&name=${name}`));
    const zone = textOf(
      zones.find((each) => textOf(each, 'name') === name),
      'id',
    );
    if (zone !== null) return zone;
  }
  return null;
}

async function resolves(host: string): Promise<boolean> {
  const asked = await Promise.allSettled([resolve4(host), resolve6(host), resolveCname(host)]);
  return asked.some((answer) => answer.status === 'fulfilled' && answer.value.length > 0);
}
