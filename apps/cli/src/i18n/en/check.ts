export const check = { about: 'may this file cross, why, and what would make it lawful', file: 'the file to judge' }
