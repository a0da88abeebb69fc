import { type FindView, findPage } from '../../../src/views/dashboard/find.tsx';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';
import { listedRow } from './home-gallery.ts';

const NOTHING: FindView = {
  base: baseOf(''),
  typed: '',
  query: '',
  invoices: [],
  customers: [],
  isMore: { invoices: false, customers: false },
};

/** The search over everything: before anything was typed, with what it found, and with nothing. */
export async function findGallery() {
  const speech = await speechFor('en');
  const context = { speech, nonce: 'n', frame: frameAt('') };
  const found: FindView = {
    ...NOTHING,
    typed: 'harbour',
    query: 'search=harbour',
    invoices: [
      listedRow({ id: 'inv_1', number: 'NW-0042', customer: 'Harbour & Sons Property Management' }),
      listedRow({ id: 'inv_2', number: null, status: 'draft', customer: HOSTILE }),
    ],
    customers: [
      { id: 'cus_1', name: 'Harbour & Sons Property Management', email: 'accounts@harbour.example' },
      { id: 'cus_2', name: HOSTILE, email: null },
    ],
    isMore: { invoices: true, customers: false },
  };
  return [
    { name: 'search', html: findPage(NOTHING, context) },
    { name: 'search-found', html: findPage(found, context) },
    { name: 'search-nothing', html: findPage({ ...NOTHING, typed: HOSTILE }, context) },
  ];
}
