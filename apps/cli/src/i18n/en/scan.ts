export const scan = { about: 'what the columns of a file are, and how many persons they hold', files: 'files to read' }
