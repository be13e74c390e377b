do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regtype('public.priority'), 'pg_type') is distinct from 'made by: types-and-functions' then
        set local lock_timeout = '500ms';
        create type public.priority as enum ('low', 'high');
        create domain public.share as numeric(5, 4) check (value between 0 and 1);
        create function public.is_urgent(public.priority) returns boolean language sql immutable as $body$ select $1 = 'high' $body$;
        create view public.lost_purchase as select p.id, p.amount from public.purchase as p where p.status = 'lost';
        comment on type public.priority is 'made by: types-and-functions';
    end if;
end
$$;
