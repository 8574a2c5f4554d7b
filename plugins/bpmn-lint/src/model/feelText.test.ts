import { constantText, readsVariable } from './feelText';

describe('constantText', () => {
  it.each([
    ['anna', 'anna'],
    ['="anna"', 'anna'],
    ['= "anna"', 'anna'],
    ['=anna', undefined],
    ['="a" + b', undefined],
    ['', ''],
  ])('should know what %s says', (text, said) => {
    expect(constantText(text)).toBe(said);
  });
});

describe('readsVariable', () => {
  it.each([
    ['=salary', 'salary'],
    ['=string(salary)+x', 'salary'],
    ['=salary.amount', 'salary'],
    ['=`home-town`', 'home-town'],
    ['="a" + salary + "b"', 'salary'],
    ['=mySalary + salary', 'salary'],
    ['=order   total + 1', 'order total'],
    ['="say \\"salary\\"" + salary', 'salary'],
  ])('should see that %s reads %s', (text, variable) => {
    expect(readsVariable(text, variable)).toBe(true);
  });

  it.each([
    ['salary', 'salary'],
    ['="salary"', 'salary'],
    ['="say \\"salary\\""', 'salary'],
    ['=salary2', 'salary'],
    ['=my_salary', 'salary'],
    ['=größe', 'gr'],
    ['=x', ''],
  ])('should see that %s does not read %s', (text, variable) => {
    expect(readsVariable(text, variable)).toBe(false);
  });
});
