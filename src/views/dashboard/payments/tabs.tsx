import { Tabs } from '../../components/tabs.tsx';
import { PAYMENTS_WORDS as words } from '../words/payments.ts';

/** What a filtered list needs: its fields in one line and of one height, and numbers that stay whole. */
export const LIST_STYLES =
  '.inline{margin:24px 0 8px}.inline label{margin:0}.inline :is(input,select,.plain){min-height:3rem}.whole{white-space:nowrap}';

type MoneyTab = keyof typeof words.tabs;

/** The lists of money beside each other. `home` is the business's own address. */
export const MoneyTabs = ({ home, current }: { readonly home: string; readonly current: MoneyTab }) => (
  <nav aria-label={words.tabsLabel}>
    <ul class="tabs">
      <Tabs
        tabs={(
          [
            ['payments', `${home}/payments`],
            ['refunds', `${home}/payments/refunds`],
            ['disputes', `${home}/payments/disputes`],
            ['payouts', `${home}/books`],
          ] as const
        ).map(([tab, href]) => ({ href, label: words.tabs[tab], isCurrent: tab === current }))}
      />
    </ul>
  </nav>
);
