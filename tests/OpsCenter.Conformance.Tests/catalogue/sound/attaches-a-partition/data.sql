insert into public.visit values (1, '2024-05-05');
insert into public.visit_2025 values (2, '2025-05-05');
refresh materialized view public.visits;
