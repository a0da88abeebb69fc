import { Hono } from 'hono';
import { z } from 'zod';
import { invoicesGo } from '../../domain/customer/contact-change.ts';
import { CONTACT_ROLES, type Contact } from '../../domain/customer/contacts.ts';
import type { Undone } from '../../domain/outcome.ts';
import { changeContacts } from '../../operations/customers/change-contacts.ts';
import type { CustomerResource } from '../../operations/resources/customers.ts';
import { readCustomer } from '../../operations/resources/read-customer.ts';
import { contactPage, removeContactPage } from '../../views/dashboard/customers/contact.tsx';
import { CONTACTS_WORDS as words } from '../../views/dashboard/words/contacts.ts';
import { LANGUAGES } from '../../views/i18n/languages.ts';
import { isolate } from '../../views/text.ts';
import { problemOf } from '../api/problems.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, idOf, text } from './forms.ts';
import { done, respondBare, respondDashboard, within } from './respond.ts';

const ofCustomer = z.object({ customer: idOf('cus') });
const ofContact = z.object({
  customer: idOf('cus'),
  place: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
});
const version = text().transform((typed) => Number(typed) || 0);
const roles = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => CONTACT_ROLES.filter((role) => [given ?? []].flat().includes(role)));
const written = z.object({ name: text(), email: text(), role: roles, language: text(), version });

type Written = z.output<typeof written>;

const contactOf = ({ name, email, role, language }: Written): Contact => ({
  name: name.trim() === '' ? null : name.trim().slice(0, 200),
  email: email.trim(),
  roles: role,
  language: language === '' ? null : language.slice(0, 35),
});

const NEW = { name: '', email: '', roles: ['invoices', 'receipts'], language: '' } as const;
const typedOf = ({ name, email, roles: told, language }: Contact) => ({
  name: name ?? '',
  email,
  roles: told,
  language: language ?? '',
});

type Asked = {
  /** Null for somebody new. */
  readonly place: number | null;
  readonly typed?: Parameters<typeof typedOf>[0];
  readonly undone?: Undone;
};

/** The form for one of a customer's people, as they stand or as they were typed, with what was wrong. */
async function show(
  c: DashboardContext,
  customerId: string,
  { place, typed, undone }: Asked,
): Promise<Response> {
  const found = await readCustomer(c.get('ctx'), { scope: c.get('staff').scope, customerId });
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const customer = found.value;
  const contact = place === null ? null : customer.contacts[place];
  if (contact === undefined && typed === undefined) return respondBare(c, 404, 'not_found');
  const back = within(c, `/customers/${customerId}`);
  const shown = typed ?? contact ?? null;
  const known = shown === null ? NEW : typedOf(shown);
  const problem = undone === undefined ? null : wrongWith(undone);
  return respondDashboard(c, undone === undefined ? 200 : 422, (context) =>
    contactPage(
      {
        back,
        action: place === null ? `${back}/contacts` : `${back}/contacts/${place}`,
        title:
          place === null
            ? words.addTitle(isolate(customer.legalName))
            : words.editTitle(isolate(contact?.name ?? contact?.email ?? known.email)),
        version: customer.version,
        typed: known,
        languages: languagesWith(known.language),
        problem,
      },
      context,
    ),
  );
}

function wrongWith(undone: Undone) {
  if (undone.kind === 'refused' && undone.rejection.code === 'version_differs')
    return { field: '', text: words.stale };
  const { detail, errors } = problemOf(undone);
  const [first] = errors ?? [];
  return { field: first?.path ?? '', text: first?.message ?? detail };
}

/** A language that the API was given and no text is in stays as it is. */
const languagesWith = (tag: string): readonly (readonly [string, string])[] => {
  const all = Object.keys(LANGUAGES).map(
    (own) => [own, new Intl.DisplayNames(['en'], { type: 'language' }).of(own) ?? own] as const,
  );
  return tag === '' || all.some(([own]) => own === tag) ? all : [...all, [tag, words.other(tag)]];
};

async function showRemoval(
  c: DashboardContext,
  { customer: customerId, place }: z.output<typeof ofContact>,
  problem: string | null = null,
): Promise<Response> {
  const found = await readCustomer(c.get('ctx'), { scope: c.get('staff').scope, customerId });
  const contact = found.kind === 'done' ? found.value.contacts[place] : undefined;
  if (found.kind !== 'done' || contact === undefined) return respondBare(c, 404, 'not_found');
  const back = within(c, `/customers/${customerId}`);
  return respondDashboard(c, problem === null ? 200 : 422, (context) =>
    removeContactPage(
      {
        back,
        action: `${back}/contacts/${place}/remove`,
        version: found.value.version,
        name: contact.name ?? contact.email,
        text: removalText(found.value, place),
        problem,
      },
      context,
    ),
  );
}

function removalText(customer: CustomerResource, place: number): string {
  const go = invoicesGo(customer, customer.contacts.toSpliced(place, 1));
  switch (go.to) {
    case 'as_before':
      return words.removeText;
    case 'others':
      return words.removeToOthers(go.addresses.map(isolate).join(', '));
    case 'nobody':
      return words.removeLast;
  }
}

export const peopleRoutes = new Hono<DashboardEnv>()
  .get('/:customer/contacts/new', dashboardPath(ofCustomer), (c) =>
    show(c, c.req.valid('param').customer, { place: null }),
  )
  .post('/:customer/contacts', dashboardPath(ofCustomer), dashboardForm(written), async (c) => {
    const { customer: customerId } = c.req.valid('param');
    const typed = c.req.valid('form');
    const contact = contactOf(typed);
    const ask = { customerId, version: typed.version, change: { kind: 'add', contact } as const };
    const added = await changeContacts(c.get('ctx'), { scope: c.get('staff').scope, ...ask });
    return added.kind === 'done'
      ? done(c, within(c, `/customers/${customerId}`), 'contact_added')
      : show(c, customerId, { place: null, typed: contact, undone: added });
  })
  .get('/:customer/contacts/:place', dashboardPath(ofContact), (c) => {
    const { customer, place } = c.req.valid('param');
    return show(c, customer, { place });
  })
  .post('/:customer/contacts/:place', dashboardPath(ofContact), dashboardForm(written), async (c) => {
    const { customer: customerId, place } = c.req.valid('param');
    const typed = c.req.valid('form');
    const contact = contactOf(typed);
    const ask = { customerId, version: typed.version, change: { kind: 'replace', place, contact } as const };
    const changed = await changeContacts(c.get('ctx'), { scope: c.get('staff').scope, ...ask });
    return changed.kind === 'done'
      ? done(c, within(c, `/customers/${customerId}`), 'contact_changed')
      : show(c, customerId, { place, typed: contact, undone: changed });
  })
  .get('/:customer/contacts/:place/remove', dashboardPath(ofContact), (c) =>
    showRemoval(c, c.req.valid('param')),
  )
  .post(
    '/:customer/contacts/:place/remove',
    dashboardPath(ofContact),
    dashboardForm(z.object({ version })),
    async (c) => {
      const { customer: customerId, place } = c.req.valid('param');
      const ask = {
        customerId,
        version: c.req.valid('form').version,
        change: { kind: 'remove', place } as const,
      };
      const removed = await changeContacts(c.get('ctx'), { scope: c.get('staff').scope, ...ask });
      return removed.kind === 'done'
        ? done(c, within(c, `/customers/${customerId}`), 'contact_removed')
        : showRemoval(c, c.req.valid('param'), wrongWith(removed).text);
    },
  );
