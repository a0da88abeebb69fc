import { Tabs } from '../../components/tabs.tsx';
import { WORK_WORDS as words } from '../words/work.ts';

type WorkTabs = {
  readonly home: string;
  readonly current: keyof typeof words.tabs | null;
  readonly mayReadAudit: boolean;
};

/** The parts of the work beside each other, without what the role may not open. */
export const WorkTabs = ({ home, current, mayReadAudit }: WorkTabs) => (
  <nav aria-label={words.tabsLabel}>
    <ul class="tabs">
      <Tabs
        tabs={[
          { href: `${home}/work`, label: words.tabs.health, isCurrent: current === 'health' },
          ...(mayReadAudit
            ? [{ href: `${home}/work/audit`, label: words.tabs.audit, isCurrent: current === 'audit' }]
            : []),
        ]}
      />
    </ul>
  </nav>
);
