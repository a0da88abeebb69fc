type Tab = {
  readonly href: string;
  readonly label: string;
  readonly isCurrent: boolean;
  readonly key?: string | null;
};

/** Links to sibling pages, one of which is the current page. */
export const Tabs = ({ tabs }: { readonly tabs: readonly Tab[] }) => (
  <>
    {tabs.map(({ href, label, isCurrent, key }) => (
      <li>
        <a href={href} aria-current={isCurrent ? 'page' : undefined} data-go={key ?? undefined}>
          {label}
        </a>
      </li>
    ))}
  </>
);
