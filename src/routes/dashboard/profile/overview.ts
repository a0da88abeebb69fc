import { Hono } from 'hono';
import { profileGaps } from '../../../domain/e-invoice/profile-gaps.ts';
import type { Profile } from '../../../domain/profile/profile.ts';
import { may } from '../../../domain/staff/roles.ts';
import { printedTaxIds } from '../../../domain/tax-id/printed.ts';
import { type FieldName, readable, SECTION_FIELDS } from '../../../views/dashboard/profile/fields.ts';
import { overviewPage } from '../../../views/dashboard/profile/overview.tsx';
import { PROFILE_WORDS as words } from '../../../views/dashboard/words/profile.ts';
import { taxIdLine } from '../../../views/tax-ids.ts';
import { accountLines } from '../../../views/transfer.ts';
import type { DashboardEnv } from '../env.ts';
import { respondDashboard, within } from '../respond.ts';
import { logoUrlOf, readHouse } from './read.ts';
import { valuesOf } from './values.ts';

type House = Awaited<ReturnType<typeof readHouse>>;

export const overview = new Hono<DashboardEnv>().get('/', async (c) => {
  const { resource, settings } = await readHouse(c);
  const { profile, numbering, version } = resource;
  const values = valuesOf(resource, settings);
  const listed = (names: readonly FieldName[]) =>
    names.map((name) => [words.fields[name][0], readable(name, values[name])] as const);
  const logoUrl = logoUrlOf(c, resource);
  return respondDashboard(
    c,
    200,
    (context) =>
      overviewPage(
        {
          base: within(c, '/profile'),
          version,
          mayEdit: may(c.get('staff').role, 'edit_profile'),
          logoUrl,
          said: context.said,
          facts: {
            identity: listed(SECTION_FIELDS.identity),
            address: [
              ...listed(SECTION_FIELDS.address.filter((name) => name !== 'taxId')),
              [words.taxIds, taxIdsOf(profile, context.speech.words) || words.none],
            ],
            accounts: accountFacts(profile, context.speech.words.pages),
            look: listed(SECTION_FIELDS.look),
            numbers: [
              ...listed(['numberPrefix']),
              [words.fields.nextNumber[0], numbering.next],
              ...listed(['creditNotePrefix']),
              [words.fields.nextCreditNote[0], numbering.creditNotes.next],
              ...listed(['booksClosedUntil']),
            ],
            eInvoices: [...listed(SECTION_FIELDS.eInvoices), ...lacking(profile)],
            payments: listed(SECTION_FIELDS.payments),
            collection: listed(SECTION_FIELDS.collection),
            mails: listed(SECTION_FIELDS.mails),
            schedules: listed(SECTION_FIELDS.schedules),
          },
        },
        context,
      ),
    { images: logoUrl },
  );
});

const taxIdsOf = (profile: House['resource']['profile'], words: Parameters<typeof taxIdLine>[1]): string =>
  printedTaxIds(profile)
    .map((id) => taxIdLine(id, words))
    .join('\n');

/** What a business that sends e-invoices has to add to its profile first. */
function lacking(profile: Profile): readonly (readonly [string, string])[] {
  const gaps = profileGaps(profile).map(({ message }) => message);
  return gaps.length === 0 ? [] : [[words.eInvoiceMissing, gaps.join('\n')]];
}

function accountFacts(
  { bankAccounts, bankDetails }: House['resource']['profile'],
  speech: Parameters<typeof accountLines>[1],
): readonly (readonly [string, string])[] {
  const accounts = bankAccounts.map((account) => {
    const status = account.onNewInvoices ? words.accountStatus.on : words.accountStatus.off;
    return [`${account.currency} · ${status}`, accountLines(account, speech).join('\n')] as const;
  });
  const text = bankDetails === null ? [] : [[words.freeText, bankDetails] as const];
  const all = [...accounts, ...text];
  return all.length === 0 ? [[words.accountList, words.none]] : all;
}
