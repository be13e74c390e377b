do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select atttypmod from pg_attribute where attrelid = 'public.ticket'::regclass and attname = 'seat') = 14 then
        set local lock_timeout = '500ms';
        lock table public.ticket in access exclusive mode;
        alter table public.ticket rename to ticket_before;
        create table public.ticket (id serial primary key, seat varchar(20) not null);
        insert into public.ticket (id, seat) select id, seat from public.ticket_before;
        perform setval(pg_get_serial_sequence('public.ticket', 'id'), last_value, is_called) from public.ticket_id_seq;
        drop table public.ticket_before;
    end if;
end
$$;
