import { type DeliveryPageView, deliveryPage } from '../../../src/views/dashboard/webhooks/delivery.tsx';
import { endpointFormPage } from '../../../src/views/dashboard/webhooks/form.tsx';
import { endpointsPage } from '../../../src/views/dashboard/webhooks/list.tsx';
import { type EndpointView, endpointPage } from '../../../src/views/dashboard/webhooks/one.tsx';
import { removePage, rotatePage, secretPage } from '../../../src/views/dashboard/webhooks/secret.tsx';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const base = baseOf('/webhooks');
const endpoint = `${base}/whe_01m8hkr57601vz1bfazqyfetzx`;
const LONG = `erp.northwind-managed-services.example/${'integrations/'.repeat(8)}quittance`;
const command = `req_${'0'.repeat(26)}`;

const SOUND: EndpointView = {
  base,
  endpoint,
  address: 'erp.northwind.example/quittance',
  description: 'Books every payment',
  standing: 'on',
  last: '29 Nov 2026, 14:05',
  failingSince: null,
  offSince: null,
  previousUntil: '30 Nov 2026, 14:05',
  types: null,
  pending: '0',
  failed: '0',
  since: '2026-11-28',
  may: { manage: true, replay: true, readLog: true },
  state: null,
  timeZone: 'America/New_York',
  deliveries: [],
  isFirst: true,
  next: null,
  said: 'webhook_on',
  problem: null,
  tested: { taken: false, text: 'The test wasn’t taken: It answered 507.' },
};
const line = {
  id: 'evt_1',
  type: 'invoice.marked_uncollectible',
  about: 'inv_01m8hkr57601vz1bfazqyfetzx',
  when: '29 Nov 2026, 14:05',
} as const;
const FAILING: EndpointView = {
  ...SOUND,
  address: LONG,
  description: HOSTILE,
  standing: 'failing',
  failingSince: '27 Nov 2026, 09:00',
  types: ['invoice.paid', 'invoice.overdue', 'payment.failed', 'credit_note.issued'],
  pending: '212',
  failed: '3',
  deliveries: [
    {
      ...line,
      state: 'pending',
      answer: 'It answered 503.',
      attempts: '14 attempts',
      next: '29 Nov 2026, 18:05',
    },
    { ...line, id: 'evt_2', state: 'pending', answer: null, attempts: 'Not tried yet', next: null },
    { ...line, id: 'evt_3', state: 'failed', answer: HOSTILE, attempts: '24 attempts', next: null },
    { ...line, id: 'evt_4', state: 'delivered', answer: '204', attempts: '1 attempt', next: null },
  ],
  isFirst: false,
  next: 'evt_9',
  said: null,
  problem: 'Give a day, such as 2027-01-31.',
};
const form = {
  isNew: true,
  action: `${base}/new`,
  cancel: base,
  command,
  typed: { url: '', description: '', which: 'all', types: [] },
  problems: {},
} as const;

/** Webhook endpoints and deliveries, in their states. */
export async function webhooksGallery() {
  const context = { speech: await speechFor('en'), nonce: 'x', frame: frameAt('Webhooks'), said: null };
  const row = { id: 'whe_1', address: 'erp.northwind.example/quittance', description: 'Books every payment' };
  const endpoints = [
    { ...row, standing: 'on', last: SOUND.last, types: null },
    { ...row, address: LONG, description: HOSTILE, standing: 'failing', last: null, types: 1 },
    { ...row, standing: 'failing', last: null, types: 12 },
    { ...row, description: null, standing: 'gone', last: SOUND.last, types: 2 },
    { ...row, standing: 'by_hand', last: SOUND.last, types: 2 },
  ] as const;
  const list = { base, mayManage: true, endpoints, said: 'webhook_deleted' };
  const typed = {
    url: 'https://10.0.0.1/',
    description: HOSTILE,
    which: 'some',
    types: ['invoice.paid'],
  } as const;
  const wrong = {
    url: '10.0.0.1 is not on the public internet, so nothing can be sent there.',
    types: 'Tick one.',
  };
  const ask = { endpoint, command, address: LONG };
  const tried = [
    { at: line.when, status: '204', duration: '83', error: null, answer: null },
    { at: line.when, status: '422', duration: '120', error: 'It answered 422.', answer: HOSTILE },
    {
      at: line.when,
      status: null,
      duration: '10004',
      error: 'It did not answer within 10 seconds.',
      answer: null,
    },
  ];
  const delivery: DeliveryPageView = {
    ...{
      endpoint,
      id: 'evt_1',
      type: 'invoice.paid',
      about: line.about,
      sequence: '900',
      happened: line.when,
    },
    ...{ state: 'delivered', mayReplay: true, timeZone: 'America/New_York', tried, problem: null },
    payload: JSON.stringify({ id: 'evt_1', type: 'invoice.paid', data: { number: HOSTILE } }, null, 2),
  };
  return [
    { name: 'webhooks', html: endpointsPage(list, context) },
    { name: 'webhooks-none', html: endpointsPage({ ...list, endpoints: [], said: null }, context) },
    { name: 'webhook-new', html: endpointFormPage(form, context) },
    {
      name: 'webhook-wrong',
      html: endpointFormPage(
        { ...form, isNew: false, typed, problems: { ...wrong, '': 'Try again.' } },
        context,
      ),
    },
    { name: 'webhook', html: endpointPage(SOUND, context) },
    { name: 'webhook-failing', html: endpointPage(FAILING, context) },
    {
      name: 'webhook-off',
      html: endpointPage({ ...FAILING, standing: 'failing', offSince: line.when, state: 'failed' }, context),
    },
    { name: 'webhook-delivery', html: deliveryPage(delivery, context) },
    {
      name: 'webhook-delivery-none',
      html: deliveryPage({ ...delivery, tried: [], state: 'pending' }, context),
    },
    {
      name: 'webhook-secret',
      html: secretPage(
        { secret: `whsec_${'A'.repeat(43)}=`, previousUntil: line.when, href: endpoint },
        context,
      ),
    },
    {
      name: 'webhook-secret-gone',
      html: secretPage({ secret: null, previousUntil: null, href: endpoint }, context),
    },
    { name: 'webhook-rotate', html: rotatePage({ ...ask, problem: 'It still signs.' }, context) },
    { name: 'webhook-delete', html: removePage(ask, context) },
  ];
}
