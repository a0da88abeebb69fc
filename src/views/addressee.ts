import type { Writer } from './format.ts';
import type { PartyView } from './model.ts';

/** How companies and other organizations are called in Japan, and forms of companies elsewhere. */
const ORGANIZATION =
  /会社|法人|組合|協会|財団|銀行|大学|学校|病院|（株）|\(株\)|㈱|㈲|(?<!\p{L})(?:inc|llc|llp|ltd|plc|corp|co|gmbh|ag|kg|ohg|sas|sarl|sa|sl|srl|spa|bv|nv|ab|aps|oy|pty|kk)(?!\p{L})/iu;
const HONORIFIC = /(?:御中|様|殿)$/u;

/** Whom an invoice is to, as the reader's language addresses them: in Japanese 御中 for an organization, 様 for a person. */
export function addressee(
  { name, taxIds }: Pick<PartyView, 'name' | 'taxIds'>,
  { words }: Pick<Writer, 'words'>,
): string {
  if (HONORIFIC.test(name)) return name;
  const { organization, person } = words.invoice.addressee;
  return taxIds.length > 0 || ORGANIZATION.test(name) ? organization(name) : person(name);
}
