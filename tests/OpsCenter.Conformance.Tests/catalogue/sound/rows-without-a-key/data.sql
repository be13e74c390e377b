insert into public.place values (1, 1);
insert into public.visit values (1, 1), (null, null);
insert into public.measure (d, l, p, ps, r, s, i, bits, t, rc, five, grid, f)
values (3, '{x,y}', '(1,z)', array['(1,z)'::public.pair], '[1,5)', '[1.5,2)', '10.0.0.1', B'10101', '12:00+02', 'pg_class', 'ab', '{{1,2},{3,4}}', 'NaN');
insert into public.nothing default values;
insert into public.number_only default values;
