import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Screens are waited for as long as a slow machine takes for them.
configure({ asyncUtilTimeout: 15_000 });

// Material UI v4 calls findDOMNode, and React 18 says so with a page of stack in every test. Nothing else is left out.
/* eslint-disable no-console */
const error = console.error;
console.error = (...args: unknown[]) => {
  if (!String(args[0]).includes('findDOMNode is deprecated')) {
    error(...args);
  }
};
