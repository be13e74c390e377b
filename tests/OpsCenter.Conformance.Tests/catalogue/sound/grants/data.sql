insert into report values (1, 'All is well.'), (2, 'All is not.');
