import type { ScriptLimits } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { EnvironmentMode } from '../protocol/settings';
import type { NetworkGrant } from './readNetwork';

/** An environment, as far as somebody has said something of it. */
export interface Described {
  readonly language: 'python' | 'r';
  readonly isDefault?: boolean;
  readonly description?: string;
  readonly interpreter?: string;
  readonly paths?: readonly string[];
  readonly preload?: readonly string[];
  readonly mode?: EnvironmentMode;
  readonly limits?: ScriptLimits;
  readonly grants?: readonly NetworkGrant[];
}

/** Where interpreters are. */
export const INTERPRETERS: Readonly<
  Record<Described['language'], readonly string[]>
> = {
  python: ['/usr/bin/python3', '/usr/local/bin/python3'],
  r: ['/usr/bin/Rscript', '/usr/local/bin/Rscript'],
};

/** Environments that are there without having been configured. What is not installed is not loaded. */
export const BUILT_IN: Readonly<Record<string, Described>> = {
  'base-python': {
    language: 'python',
    isDefault: true,
    description: 'Python with its standard library',
    preload: ['csv', 'datetime', 'decimal', 'statistics', 'urllib.parse'],
  },
  'base-r': {
    language: 'r',
    isDefault: true,
    description: 'R with its own packages',
    preload: [],
  },
  data: {
    language: 'python',
    description: 'Python with pandas, scikit-learn and matplotlib',
    preload: [
      ...['numpy', 'pandas', 'sklearn.linear_model', 'sklearn.ensemble'],
      ...['sklearn.metrics', 'sklearn.model_selection', 'sklearn.datasets'],
      'matplotlib.pyplot',
    ],
  },
  'data-r': {
    language: 'r',
    description: 'R with ggplot2, data.table and randomForest',
    preload: ['ggplot2', 'data.table', 'randomForest'],
  },
};
