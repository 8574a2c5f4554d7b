import { compatWrapper } from '@backstage/core-compat-api';
import { Header, Page } from '@backstage/core-components';
import type { ComponentType } from 'react';

/** A component that finds in an app of the old frontend system what it expects of the new one. */
export const inOldApp = (Component: ComponentType) => () =>
  compatWrapper(<Component />);

/** The same with the header that the new system gives every page. */
export const pageInOldApp = (title: string, Component: ComponentType) =>
  inOldApp(() => (
    <Page themeId="tool">
      <Header title={title} />
      <Component />
    </Page>
  ));
