insert into public.visit values (1, '2024-05-05'), (1, '2024-05-05'), (2, '2025-05-05');
