alter table reader drop column email;
alter table reader alter column joined type timestamp;
